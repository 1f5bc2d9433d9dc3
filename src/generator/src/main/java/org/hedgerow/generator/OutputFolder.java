package org.hedgerow.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that holds the present variants and nothing else. */
final class OutputFolder {

    private OutputFolder() {}

    /** Writes files by their relative paths, and deletes all others. What is there already is not touched. */
    static void write(final Path folder, final Map<Path, String> files) throws IOException {
        for (final Path present : files(folder)) {
            if (!files.containsKey(folder.relativize(present))) {
                Files.delete(present);
            }
        }
        for (final Map.Entry<Path, String> entry : files.entrySet()) {
            final Path file = folder.resolve(entry.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(entry.getValue())) {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, entry.getValue());
            }
        }
    }

    /** All files within a folder; none if there is no such folder. */
    static List<Path> files(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
