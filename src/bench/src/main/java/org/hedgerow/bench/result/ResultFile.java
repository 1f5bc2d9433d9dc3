package org.hedgerow.bench.result;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as JSON: in files by their date. */
public final class ResultFile {

    /** Nothing in our records may be absent. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

    private ResultFile() {}

    /**
     * The file for results of a moment.
     *
     * @param directory where it shall be
     * @param began the moment
     * @return a path that sorts by date
     */
    public static Path named(final Path directory, final LocalDateTime began) {
        return directory.resolve(NAME.format(began) + ".json");
    }

    /**
     * Writes results, in one go over what is there: whoever is interrupted meanwhile has the earlier ones.
     *
     * @param results the results
     * @param file where
     * @throws IOException if that fails
     */
    public static void write(final Results results, final Path file) throws IOException {
        final Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        final Path coming = file.resolveSibling(file.getFileName() + ".part");
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(coming.toFile(), results);
        Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads results.
     *
     * @param file a file that was written here
     * @return the results
     * @throws IOException if it cannot be read, or is something else
     */
    public static Results read(final Path file) throws IOException {
        try {
            final @Nullable Results results = MAPPER.readValue(file.toFile(), Results.class);
            if (results == null) {
                throw notResults(file, "it has nothing but null", null);
            }
            return results;
        } catch (final JacksonException e) {
            throw notResults(file, e.getOriginalMessage(), e);
        }
    }

    private static IOException notResults(final Path file, final String why, final @Nullable Exception cause) {
        return new IOException(file + " is not a file of results: " + why, cause);
    }

    /**
     * Any of the records as one line.
     *
     * @param record the record
     * @return JSON without line breaks
     * @throws IOException if it has no form in JSON
     */
    public static String toLine(final Object record) throws IOException {
        return MAPPER.writeValueAsString(record);
    }

    /**
     * A record from its line.
     *
     * @param line what {@link #toLine} made
     * @param type the class of the record
     * @param <T> the class of the record
     * @return the record
     * @throws IOException if it is another
     */
    public static <T> T fromLine(final String line, final Class<T> type) throws IOException {
        return MAPPER.readValue(line, type);
    }
}
