/** Makes the documentation's pages from Markdown. */
@NullMarked
package dev.mlbox.site;

import org.jspecify.annotations.NullMarked;
