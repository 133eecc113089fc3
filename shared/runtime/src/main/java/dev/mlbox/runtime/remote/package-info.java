/**
 * What is said between a check and the process that reads its rows elsewhere, and what comes back.
 */
@NullMarked
package dev.mlbox.runtime.remote;

import org.jspecify.annotations.NullMarked;
