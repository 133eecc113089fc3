@NullMarked
package dev.mlbox.site;

import org.jspecify.annotations.NullMarked;
