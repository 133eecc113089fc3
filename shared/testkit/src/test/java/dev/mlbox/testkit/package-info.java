/** Core's rollouts in a world of fakes. */
@NullMarked
package dev.mlbox.testkit;

import org.jspecify.annotations.NullMarked;
