/** Pull requests: found from the CI's environment, told what a check found. */
@NullMarked
package dev.mlbox.engine.review;

import org.jspecify.annotations.NullMarked;
