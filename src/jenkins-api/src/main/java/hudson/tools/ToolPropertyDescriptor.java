package hudson.tools;

public abstract class ToolPropertyDescriptor
    extends PropertyDescriptor<ToolProperty<?>, ToolInstallation> {}
