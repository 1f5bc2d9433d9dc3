/**
 * The generator of primitive variants: it reads canonical classes, which are written for {@code long}, and writes the
 * same classes for {@code int}, or for both.
 *
 * <h2>In the source of a canonical class</h2>
 *
 * A canonical class compiles as it is. A mark is a comment without blanks that stands before a word; the word varies
 * with a variable of the class, here E (or K and V):
 *
 * <pre>
 *   mark                                      with E = int          what varies is
 *   final /&#42;E&#42;/ long element                  final int element     a type
 *   List&lt;/&#42;E&#42;/ Long&gt;                          List&lt;Integer&gt;
 *   /&#42;E&#42;/ Long.BYTES                          Integer.BYTES         the word behind the mark alone
 *   RawMemory./&#42;E&#42;/ getLong(slot)             RawMemory.getInt(..)  the part of a name that says Long
 *   /&#42;KV&#42;/ LongLongConsumer                   IntLongConsumer       several parts, one after another (K = int, V = long)
 *   /&#42;E&#42;/ 0L                                  0                     a literal
 *   /&#42;(E)&#42;/ index                             (int) index           nothing: a cast appears
 *   /&#42;=&#42;/ longSize()                          longSize()            nothing, though the table names the word
 * </pre>
 *
 * Marks vanish from the variants. Imports follow by themselves.
 *
 * <h2>In the table</h2>
 *
 * The file {@code variants.txt} beside {@code main} and {@code test} says which classes have which variants. An entry
 * begins at the start of a line; indented lines continue it; {@code #} begins a comment.
 *
 * <pre>
 *   family  LongArrayQueue&lt;E&gt;  int           the canonical class, its variables, and the variants that are wanted:
 *                                            IntArrayQueue; or Long2LongHashMap&lt;K,V&gt;  int,int  int,long  long,int
 *                                            A variable of type none is what the one before it is, and names say the two
 *                                            once: Long2LongTable&lt;K,V&gt;  int,none gives IntTable
 *   classes LongArrayQueue LongArrayQueueTest    the classes, of main and test, that are written for each variant
 *   names   E  LongIterator offerLong        words that vary wherever they stand as a whole word: in code without a mark,
 *                                            in comments, in strings. The names of the family's classes vary by themselves
 *   phrases E  "{&#64;code long}s"               texts that vary in comments alone
 *   stays   =longSize() getLong(=long)       public members in which a long stays a long, for the test of signatures:
 *                                            = before what stays, before the name for the result
 *   spelling LongUnaryOperator  int,int=IntUnaryOperator  int,long=IntToLongFunction
 *                                            for all families: words that do not vary by their parts. A word of another
 *                                            package than the canonical word's import is written with its package.
 * </pre>
 *
 * Everything that does not vary by the type, such as a layout in bytes, is written by hand for each variant under the
 * names that the table gives; the generator does not need to know of it.
 *
 * <h2>What stops the build</h2>
 *
 * An unknown mark, a mark before a word that cannot vary or in a class without an entry, a word or a phrase of the table
 * that no class of its family has, a class that is not there or that was written by hand as well: each with file and
 * line. The output folder holds the present variants and nothing else after a run; a file that would come out as it is
 * stays untouched, so that nothing is compiled again. That no {@code long} was left without a mark is checked by a test
 * of the signatures, beside the collections.
 */
@NullMarked
package org.hedgerow.generator;

import org.jspecify.annotations.NullMarked;
