@NullMarked
package dev.mlbox.engine.spill;

import org.jspecify.annotations.NullMarked;
