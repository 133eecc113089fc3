/** The model inside the box: bodies in, bodies out. */
@NullMarked
package dev.mlbox.serving.model;

import org.jspecify.annotations.NullMarked;
