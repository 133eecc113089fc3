/** Who answers a request, and what came of it; pure. */
@NullMarked
package dev.mlbox.serving.split;

import org.jspecify.annotations.NullMarked;
