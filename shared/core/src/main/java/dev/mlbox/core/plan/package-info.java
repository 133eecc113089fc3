/** Configuration and goal → ordered steps as data, printable as a dry run. */
@NullMarked
package dev.mlbox.core.plan;

import org.jspecify.annotations.NullMarked;
