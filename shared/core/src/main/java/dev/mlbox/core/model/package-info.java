/** What a model is, how it is named, what it is asked and what it answers. */
@NullMarked
package dev.mlbox.core.model;

import org.jspecify.annotations.NullMarked;
