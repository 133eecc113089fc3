@NullMarked
package dev.mlbox.engine.data;

import org.jspecify.annotations.NullMarked;
