/** Core's values as JSON, the same bytes for the same value. */
@NullMarked
package dev.mlbox.engine.json;

import org.jspecify.annotations.NullMarked;
