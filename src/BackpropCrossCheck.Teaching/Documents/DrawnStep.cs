namespace BackpropCrossCheck.Documents;

/// <summary>A step of a drawn layer: a square with its letter.</summary>
/// <param name="Letter">The letter: "δ".</param>
/// <param name="Mark">What became of it.</param>
/// <param name="Title">The same in words.</param>
internal sealed record DrawnStep(string Letter, DrawnStepMark Mark, string Title);
