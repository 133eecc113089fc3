/** What happened, for whoever listens. */
@NullMarked
package dev.mlbox.core.event;

import org.jspecify.annotations.NullMarked;
