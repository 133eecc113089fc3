/**
 * Numbers in, numbers out: tests, intervals and orders; deterministic, without words of the domain.
 */
@NullMarked
package dev.mlbox.core.stats;

import org.jspecify.annotations.NullMarked;
