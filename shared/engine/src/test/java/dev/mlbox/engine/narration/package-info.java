@NullMarked
package dev.mlbox.engine.narration;

import org.jspecify.annotations.NullMarked;
