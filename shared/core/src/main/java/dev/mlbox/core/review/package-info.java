/** What a pull request is told about its model; pure wording. */
@NullMarked
package dev.mlbox.core.review;

import org.jspecify.annotations.NullMarked;
