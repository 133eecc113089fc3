/** What is set once for a controller: credentials by id, the tool. */
@NullMarked
package dev.mlbox.jenkins.settings;

import org.jspecify.annotations.NullMarked;
