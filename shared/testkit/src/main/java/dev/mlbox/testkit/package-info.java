/** Fakes of core's ports, for tests. */
@NullMarked
package dev.mlbox.testkit;

import org.jspecify.annotations.NullMarked;
