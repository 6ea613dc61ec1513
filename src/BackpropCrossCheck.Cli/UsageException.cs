namespace BackpropCrossCheck.Cli;

/// <summary>A command-line argument is invalid. The message says which, what was found and what is expected.</summary>
/// <param name="message">The message.</param>
internal sealed class UsageException(string message) : Exception(message);
