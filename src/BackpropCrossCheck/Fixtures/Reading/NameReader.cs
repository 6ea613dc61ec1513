using System.Text.Json;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads words from a list of known ones.</summary>
internal static class NameReader
{
    /// <summary>Reads the name of an activation.</summary>
    /// <param name="cursor">At the value.</param>
    public static Activation Activation(ref JsonCursor cursor)
    {
        string name = cursor.String("a string: the name of an activation");
        if (Engine.Activations.Activation.Named(name) is { } activation)
        {
            return activation;
        }

        Activation? meant = Engine.Activations.Activation.All.FirstOrDefault(
            known => known.OtherNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        throw meant is null
            ? Unknown(ref cursor, "activation", name, ContractNames.Activations)
            : cursor.Fault(
                $"the activation {Wording.Quote(name)} is called \"{meant.Name}\" here. "
                    + $"Known are {Wording.List(ContractNames.Activations)}.");
    }

    /// <summary>Reads the origin of an entry.</summary>
    /// <param name="cursor">At the value.</param>
    public static EntryKind EntryKind(ref JsonCursor cursor)
    {
        string name = cursor.String("a string: hand or recorded");
        return name switch
        {
            "hand" => Fixtures.EntryKind.Hand,
            "recorded" => Fixtures.EntryKind.Recorded,
            _ => throw Unknown(ref cursor, "kind of entry", name, ["hand", "recorded"]),
        };
    }

    /// <summary>Reads the order of the samples in a training.</summary>
    /// <param name="cursor">At the value.</param>
    /// <returns>Whether there is an update after every sample.</returns>
    public static bool IsBySamples(ref JsonCursor cursor)
    {
        string name = cursor.String("a string: batch (one update for the whole batch) or samples (an update after every sample)");
        return name switch
        {
            "batch" => false,
            "samples" => true,
            _ => throw Unknown(ref cursor, "order of a training", name, ["batch", "samples"]),
        };
    }

    /// <summary>Reads the sign with which deltas are stated.</summary>
    /// <param name="cursor">At the value.</param>
    /// <returns>Whether they are −∂L/∂a.</returns>
    public static bool IsNegative(ref JsonCursor cursor)
    {
        string name = cursor.String("a string: positive (δ = ∂L/∂a) or negative (δ = −∂L/∂a)");
        return name switch
        {
            "positive" => false,
            "negative" => true,
            _ => throw Unknown(ref cursor, "sign of deltas", name, ["positive", "negative"]),
        };
    }

    /// <summary>Reads a string that is not empty or just white space.</summary>
    /// <param name="cursor">At the value.</param>
    /// <param name="what">What it is: "the name of the fixture".</param>
    public static string NonEmpty(ref JsonCursor cursor, string what)
    {
        if (cursor.Kind != JsonTokenType.String)
        {
            throw cursor.WrongKind($"a string: {what}");
        }

        string text = cursor.String(what);
        return string.IsNullOrWhiteSpace(text) ? throw cursor.Fault($"{what} is empty; write at least one visible character.") : text;
    }

    /// <summary>The error for a word that is not in the list.</summary>
    /// <param name="cursor">At the word.</param>
    /// <param name="what">What the words name.</param>
    /// <param name="name">The word.</param>
    /// <param name="known">The list.</param>
    public static FixtureException Unknown(ref JsonCursor cursor, string what, string name, IReadOnlyList<string> known)
        => cursor.Fault($"unknown {what} {Wording.Quote(name)}{NearestName.Question(name, known)} Known are {Wording.List(known)}.");
}
