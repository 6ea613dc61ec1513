namespace BackpropCrossCheck.Cli;

/// <summary>An argument that cannot be used; the message says which, what was found and what is expected.</summary>
/// <param name="message">The message.</param>
internal sealed class UsageException(string message) : Exception(message);
