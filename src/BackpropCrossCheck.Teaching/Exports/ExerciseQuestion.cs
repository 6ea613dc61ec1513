namespace BackpropCrossCheck.Exports;

/// <summary>A number that an exercise asks for.</summary>
/// <param name="Label">What is asked: "∂L/∂w of layer 1, row 2, column 1".</param>
/// <param name="Right">The right number, rounded to the decimals of the exercise, as it is written.</param>
/// <param name="Wrong">Wrong numbers that known mistakes lead to, and what to say about each; none is within the tolerance of another, or
/// of the right one.</param>
internal sealed record ExerciseQuestion(string Label, string Right, IReadOnlyList<(string Number, string Feedback)> Wrong);
