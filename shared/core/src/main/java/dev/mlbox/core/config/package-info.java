/** What the user wrote → typed, complete, valid. */
@NullMarked
package dev.mlbox.core.config;

import org.jspecify.annotations.NullMarked;
