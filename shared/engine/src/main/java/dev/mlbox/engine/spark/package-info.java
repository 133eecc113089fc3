/** Has Spark read the rows and ask the models, in a process of its own. */
@NullMarked
package dev.mlbox.engine.spark;

import org.jspecify.annotations.NullMarked;
