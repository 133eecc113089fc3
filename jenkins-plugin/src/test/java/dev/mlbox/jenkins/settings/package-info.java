@NullMarked
package dev.mlbox.jenkins.settings;

import org.jspecify.annotations.NullMarked;
