package org.hedgerow.demo.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final int ENOUGH = 150;

    @TempDir
    private Path directory;

    private Path file;
    private Path store;

    @BeforeEach
    void chooseFiles() {
        file = directory.resolve("keys.txt");
        store = directory.resolve("keys.bin");
    }

    private KeyFile.Contents convert() throws KeyFileException, IOException {
        return new KeyFile(file, 1_000).convert(store);
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(KeyFileException.class, this::convert).getMessage());
    }

    private static List<String> lines(final String prefix, final int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
    }

    private void write(final List<String> lines) throws IOException {
        Files.write(file, lines);
    }

    @Test
    void integersAreTheKeys() throws Exception {
        final List<String> lines = lines("-", ENOUGH);
        lines.set(3, Long.toString(Long.MAX_VALUE));
        lines.set(4, "  17 ");
        write(lines);

        final KeyFile.Contents contents = convert();

        assertEquals(new KeyFile.Contents(ENOUGH, true, 0, 0, false), contents);
        final SessionKeys keys = KeyStore.open(store);
        assertEquals(-2, keys.at(2));
        assertEquals(Long.MAX_VALUE, keys.at(3));
        assertEquals(17, keys.at(4));
        assertEquals(-2, keys.at(ENOUGH + 2), "they begin again");
    }

    @Test
    void oneTextMakesAllOfThemTexts() throws Exception {
        final List<String> lines = lines("", ENOUGH);
        lines.set(100, "m\u00fcller@example.org");
        write(lines);

        assertEquals(new KeyFile.Contents(ENOUGH, false, 0, 0, false), convert());
        final SessionKeys keys = KeyStore.open(store);
        assertEquals(TextHash.key("7"), keys.at(7));
        assertEquals(TextHash.key("m\u00fcller@example.org"), keys.at(100));
    }

    @Test
    void anIntegerOfMoreThan64BitsIsText() throws Exception {
        final List<String> lines = lines("", ENOUGH);
        lines.set(0, "9223372036854775808");
        write(lines);
        assertFalse(convert().integers());
    }

    @Test
    void hashesAreStable() {
        assertEquals(0xaf63dc4c8601ec8cL, TextHash.key("a"), "FNV-1a, as published");
        assertNotEquals(TextHash.check("ab"), TextHash.check("ba"));
    }

    @Test
    void repeatedKeysAreCounted() throws Exception {
        final List<String> lines = lines("user ", ENOUGH);
        lines.addAll(lines("user ", 20));
        write(lines);
        final KeyFile.Contents contents = convert();
        assertEquals(20, contents.duplicates());
        assertEquals(
                "170 keys (text, hashed to 64 bits), 20 of them repeated, 0 hash collisions", contents.description());
    }

    @Test
    void onlyTheFirstLinesOfALargeFileAreTaken() throws Exception {
        write(lines("", 1_500));
        final KeyFile.Contents contents = convert();
        assertEquals(1_000, contents.keys());
        assertTrue(contents.more());
        assertEquals(999, KeyStore.open(store).at(999));
        assertEquals(0, KeyStore.open(store).at(1_000));
    }

    @Test
    void marksOfWindowsAreNoPartOfAKey() throws Exception {
        Files.writeString(file, "\uFEFF" + String.join("\r\n", lines("", ENOUGH)));
        assertEquals(new KeyFile.Contents(ENOUGH, true, 0, 0, false), convert());
    }

    @Test
    void badLinesAreNamedWithTheirNumbers() throws Exception {
        final List<String> lines = lines("", ENOUGH);
        lines.set(1, "");
        lines.set(9, "a\u0000b");
        lines.set(20, "x".repeat(KeyLines.MOST_BYTES + 1));
        write(lines);
        assertEquals(
                file + ": line 2 is empty, line 10 has a control character in it, line 21 is longer than 1024 bytes",
                refusal());
    }

    @Test
    void aBadLineAtTheVeryEndIsFound() throws Exception {
        final List<String> lines = lines("", ENOUGH);
        lines.add("  ");
        write(lines);
        assertEquals(file + ": line " + (ENOUGH + 1) + " is empty", refusal());
    }

    @Test
    void ofManyBadLinesSomeAreNamed() throws Exception {
        write(IntStream.range(0, 20).mapToObj(i -> "").toList());
        assertTrue(refusal().endsWith("line 5 is empty, and 15 more"), refusal());
    }

    @Test
    void binaryIsRefused() throws Exception {
        Files.write(file, "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ": line 1 is not text in UTF-8", refusal());
    }

    @Test
    void aLineWithoutEndIsNotHeldInMemory() throws Exception {
        final byte[] endless = new byte[8 << 20];
        Files.write(file, endless);
        assertEquals(file + ": line 1 is longer than 1024 bytes", refusal());
    }

    @Test
    void tooFewKeysAreRefused() throws Exception {
        Files.writeString(file, "");
        assertTrue(refusal().startsWith(file + ": has 0 keys"), refusal());
        write(lines("", 99));
        assertTrue(refusal().startsWith(file + ": has 99 keys"), refusal());
        write(lines("", 100));
        assertDoesConvert();
    }

    private void assertDoesConvert() throws Exception {
        assertEquals(100, convert().keys());
    }

    @Test
    void whatIsNoFileIsRefused() throws Exception {
        assertEquals(file + ": there is no such file", refusal());
        Files.createDirectory(file);
        assertEquals(file + ": is not a regular file", refusal());
    }
}
