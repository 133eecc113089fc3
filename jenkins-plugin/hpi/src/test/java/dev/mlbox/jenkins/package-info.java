@NullMarked
package dev.mlbox.jenkins;

import org.jspecify.annotations.NullMarked;
