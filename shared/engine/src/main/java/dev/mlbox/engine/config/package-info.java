/** Text that a user wrote → checked settings that know their place. */
@NullMarked
package dev.mlbox.engine.config;

import org.jspecify.annotations.NullMarked;
