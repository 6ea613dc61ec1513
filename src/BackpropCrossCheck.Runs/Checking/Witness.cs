using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A source of numbers that the engine was compared with in a run.</summary>
/// <param name="Name">An oracle's name or an entry's "by".</param>
/// <param name="Kind">The origin of its numbers.</param>
/// <param name="Comparisons">The number of comparisons with it.</param>
public sealed record Witness(string Name, ResultKind Kind, int Comparisons)
{
    private static readonly string[] TensorFlows = ["TensorFlow", "Keras", "the paper, TensorFlow"];

    /// <summary>How many of these comparisons included gradients.</summary>
    public int WithGradients { get; init; }

    /// <summary>Whether it is a TensorFlow: an oracle or a recorded entry that gives gradients and whose name begins with one of
    /// TensorFlow's names.</summary>
    public bool IsTensorFlow => Kind != ResultKind.Hand && WithGradients > 0 && Array.Exists(TensorFlows, Begins);

    /// <summary>Whether the name begins with a word. "Kerasine" does not begin with "Keras".</summary>
    private bool Begins(string word)
        => Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (Name.Length == word.Length || !char.IsLetter(Name[word.Length]));
}
