/** What a command reported, read for people and pipelines; knows nothing of Jenkins. */
@NullMarked
package dev.mlbox.jenkins.result;

import org.jspecify.annotations.NullMarked;
