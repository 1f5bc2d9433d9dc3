package org.hedgerow.bench.peer;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of a peer is on the class path. */
public final class PeerVersion {

    /** The rest of a jar's name after the name of the library. */
    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

    private PeerVersion() {}

    /**
     * Finds it out by the name of the jar, which all of them have right; their manifests do not.
     *
     * @param peer the peer
     * @return its version; the JDK's for the JDK's maps; "of this build" for ours
     */
    public static String of(final Peer peer) {
        return of(peer.witness());
    }

    /**
     * The same for any class.
     *
     * @param witness the name of a class of the library
     * @return the library's version; the JDK's for the JDK's classes; "of this build" for ours
     */
    public static String of(final String witness) {
        try {
            final Class<?> found = Class.forName(witness, false, PeerVersion.class.getClassLoader());
            final CodeSource source = found.getProtectionDomain().getCodeSource();
            if (source == null) {
                return "JDK " + Runtime.version();
            }
            final Path file = Path.of(source.getLocation().toURI());
            final Matcher matcher = VERSION.matcher(String.valueOf(file.getFileName()));
            return matcher.find() ? matcher.group(1) : "of this build";
        } catch (final ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException("cannot find out the version of " + witness, e);
        }
    }
}
