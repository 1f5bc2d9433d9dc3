/**
 * Programs on Agrona's collections as their users have them, each of which calls every public method of one class. The
 * {@code MigrationTest} changes their imports to ours, compiles them, and compares what they do.
 */
package org.hedgerow.example;
