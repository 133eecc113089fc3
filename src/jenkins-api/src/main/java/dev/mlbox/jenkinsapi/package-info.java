/** Steps of the plugin's build that need no Jenkins: generated sources and indexes. */
@NullMarked
package dev.mlbox.jenkinsapi;

import org.jspecify.annotations.NullMarked;
