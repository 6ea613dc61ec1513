using System.Globalization;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Everything in a file of answers that keeps it from being graded, so that one report names it all.</summary>
/// <param name="file">The file.</param>
internal sealed class AnswerFaults(string file)
{
    private const int MostLines = 8;
    private const int MostKinds = 8;

    private readonly List<FixtureException> _faults = [];

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(FixtureException fault) => _faults.Add(fault);

    /// <summary>Refuses the file if there was a fault.</summary>
    /// <exception cref="FixtureException">There was one.</exception>
    public void Throw()
    {
        if (_faults.Count == 0)
        {
            return;
        }

        var kinds = _faults.GroupBy(fault => fault.Problem).ToList();
        var told = new List<string>();
        foreach (IGrouping<string, FixtureException> kind in kinds.Take(MostKinds))
        {
            FixtureException first = kind.First();
            string place = told.Count == 0
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"Line {first.Line}, column {first.Column}: ");
            string more = kind.Count() == 1 ? string.Empty : $" The same in {LinesOf(kind.Skip(1).Select(fault => fault.Line!.Value))}.";
            told.Add(place + kind.Key + more);
        }

        if (kinds.Count > MostKinds)
        {
            told.Add(string.Create(CultureInfo.InvariantCulture, $"And {kinds.Count - MostKinds} more."));
        }

        throw new FixtureException(file, string.Join(' ', told), _faults[0].Line, _faults[0].Column);
    }

    /// <summary>"line 3", "lines 3 and 5", "lines 3, 4, 5 and 20 more".</summary>
    /// <param name="lines">The lines.</param>
    public static string LinesOf(IEnumerable<int> lines)
    {
        string[] all = [.. lines.Select(line => line.ToString(CultureInfo.InvariantCulture))];
        string[] named = all.Length <= MostLines ? all : [.. all[..MostLines], $"{all.Length - MostLines} more"];
        return named.Length == 1 ? $"line {named[0]}" : $"lines {string.Join(", ", named[..^1])} and {named[^1]}";
    }
}
