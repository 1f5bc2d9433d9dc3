/** What is made of the findings: figures with units, the verdict, the tables of the terminal, and the report in HTML. */
@NullMarked
package org.hedgerow.demo.report;

import org.jspecify.annotations.NullMarked;
