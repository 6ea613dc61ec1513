namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The first place where a text stops being JSON.</summary>
/// <param name="Offset">The byte.</param>
/// <param name="Problem">What was found, what was expected, what to do.</param>
/// <param name="IsDepth">True if the text is nested too deeply rather than malformed.</param>
internal sealed record SyntaxFault(int Offset, string Problem, bool IsDepth = false);
