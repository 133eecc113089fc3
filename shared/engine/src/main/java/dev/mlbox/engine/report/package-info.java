/** What a command did, as files for people and machines. */
@NullMarked
package dev.mlbox.engine.report;

import org.jspecify.annotations.NullMarked;
