@NullMarked
package dev.mlbox.spark;

import org.jspecify.annotations.NullMarked;
