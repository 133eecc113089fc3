@NullMarked
package dev.mlbox.runtime.natives;

import org.jspecify.annotations.NullMarked;
