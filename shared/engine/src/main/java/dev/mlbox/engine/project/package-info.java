/** What the user wrote, read for one command. */
@NullMarked
package dev.mlbox.engine.project;

import org.jspecify.annotations.NullMarked;
