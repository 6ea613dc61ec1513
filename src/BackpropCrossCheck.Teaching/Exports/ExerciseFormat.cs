namespace BackpropCrossCheck.Exports;

/// <summary>A format in which learning platforms read questions.</summary>
/// <param name="Name">Its name on the command line.</param>
internal abstract record ExerciseFormat(string Name)
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<ExerciseFormat> All { get; } = [new MoodleXmlFormat(), new QtiFormat(), new GiftFormat()];

    /// <summary>The exercise in this format.</summary>
    /// <param name="exercise">The exercise.</param>
    public abstract string Of(ExerciseQuestions exercise);
}
