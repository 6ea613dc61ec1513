using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>The answers of a class in the folder of the same name.</summary>
internal static class ClassCases
{
    /// <summary>The folder, below that of the repository.</summary>
    public const string Folder = "tests/BackpropCrossCheck.Tests/ClassCases/";

    /// <summary>Grades some answers, for which three decimals were asked.</summary>
    /// <param name="files">Their files, without the extension.</param>
    public static GradedClass Grade(params string[] files) => Grade(Options, "exercise.json", files);

    /// <summary>Grades some answers.</summary>
    /// <param name="options">How they are graded.</param>
    /// <param name="exercise">The file of the exercise.</param>
    /// <param name="files">Their files, without the extension.</param>
    public static GradedClass Grade(GradeOptions options, string exercise, params string[] files)
    {
        string[] paths = Array.ConvertAll(files, file => Repository.PathOf($"{Folder}{file}.csv"));
        return GradedClass.Of(Exercise(exercise), new BackpropagationEngine(), options, new FixtureSelection(paths, []));
    }

    /// <summary>An exercise.</summary>
    /// <param name="file">Its file.</param>
    public static Fixture Exercise(string file = "exercise.json") => FixtureReader.Read(Repository.PathOf(Folder + file));

    /// <summary>Three decimals were asked for.</summary>
    public static GradeOptions Options { get; } = new(new NumberPrecision.Decimals(3));

    /// <summary>A table of points.</summary>
    /// <param name="text">The CSV.</param>
    public static PointTable Points(string text) => PointTable.Read(System.Text.Encoding.UTF8.GetBytes(text), "points.csv", Exercise());
}
