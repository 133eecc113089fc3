/** How alike two texts are, by the definitions that papers report: SQuAD, ROUGE, chrF. */
@NullMarked
package dev.mlbox.core.text;

import org.jspecify.annotations.NullMarked;
