namespace BackpropCrossCheck.Cli;

/// <summary>Where a failure of <c>fuzz</c> was saved.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsThereAlready">Whether the same fixture was there already, so that nothing was written.</param>
internal sealed record SavedFailure(string Path, bool IsThereAlready);
