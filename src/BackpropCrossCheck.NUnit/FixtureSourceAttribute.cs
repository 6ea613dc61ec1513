using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Text;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace BackpropCrossCheck.NUnit;

/// <summary>Makes a test case from every fixture in files and folders. The test has one parameter, a <see cref="Fixture"/>; each case is
/// named after its fixture.</summary>
/// <remarks>A file that is no fixture, a path that does not exist, a name that two fixtures share and a folder without fixtures become
/// failing cases that say what is wrong, with file, line and column.</remarks>
/// <param name="paths">Files and folders, relative to the folder of the test's assembly; a folder means every <c>*.json</c> under it, but
/// not
/// <c>*.schema.json</c>, and nothing in hidden folders or in <c>node_modules</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FixtureSourceAttribute(params string[] paths) : NUnitAttribute, ITestBuilder, IImplyFixture
{
    private readonly NUnitTestCaseBuilder _builder = new();

    /// <summary>The files and folders, as given.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;

    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        ArgumentNullException.ThrowIfNull(method);
        string folder = Path.GetDirectoryName(method.TypeInfo.Assembly.Location)!;
        return Cases(folder).Select(parameters => _builder.BuildTestMethod(method, suite, parameters));
    }

    private IEnumerable<TestCaseParameters> Cases(string folder)
    {
        FixtureSelection selection = FixtureFiles.Expand(Paths.Select(path => Path.Combine(folder, path)));
        foreach (PathFault fault in selection.Faults)
        {
            yield return Failing(
                Relative(folder, fault.Path),
                $"{fault.Path}: no fixture can be read there. A path is a file or a folder, "
                    + "relative to the folder of the test's assembly; no pattern. Are the fixtures copied there? "
                    + "<None Update=\"fixtures/**\" CopyToOutputDirectory=\"PreserveNewest\" /> in the project file does it.");
        }

        if (selection.Files.Count == 0 && selection.Faults.Count == 0)
        {
            yield return Failing(string.Join(", ", Paths), Paths.Count == 0
                ? "no file or folder is named, so nothing is tested. [FixtureSource(\"fixtures\")] names one."
                : $"there is no fixture (*.json) in {string.Join(", ", Paths.Select(path => Path.Combine(folder, path)))}, "
                    + "so nothing is tested.");
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in selection.Files)
        {
            yield return Case(file, folder, taken);
        }
    }

    private static TestCaseParameters Case(string file, string folder, Dictionary<string, string> taken)
    {
        Fixture fixture;
        try
        {
            fixture = FixtureReader.Read(file);
        }
        catch (FixtureException fault)
        {
            return Failing(Relative(folder, file), fault.Message);
        }

        return taken.TryAdd(fixture.Name, file)
            ? new TestCaseParameters(Named(fixture.Name, fixture))
            : Failing(
                Relative(folder, file),
                $"{file}: its name \"{fixture.Name}\" is that of {taken[fixture.Name]} too; names identify the cases. "
                    + "Rename one of the two.");
    }

    private static TestCaseParameters Failing(string name, string message)
    {
        var parameters = new TestCaseParameters(Named(name, null)) { RunState = RunState.NotRunnable };
        parameters.Properties.Set(PropertyNames.SkipReason, PrintableText.Of(message));
        return parameters;
    }

    private static TestCaseData Named(string name, Fixture? fixture)
        => new TestCaseData(fixture).SetArgDisplayNames(PrintableText.Of(name));

    private static string Relative(string folder, string file)
        => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
