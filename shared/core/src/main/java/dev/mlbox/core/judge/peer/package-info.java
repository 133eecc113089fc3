/** What other tools' published rules would have decided on the same counts; for comparison only. */
@NullMarked
package dev.mlbox.core.judge.peer;

import org.jspecify.annotations.NullMarked;
