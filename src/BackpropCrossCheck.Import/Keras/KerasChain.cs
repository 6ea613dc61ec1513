using System.Text.Json;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>The layers of a Keras model in the order of the calculation, provided that they form one chain.</summary>
internal static class KerasChain
{
    private const string History = "keras_history";

    /// <summary>The layers.</summary>
    /// <param name="model">The model: an object with class_name and config.</param>
    /// <exception cref="FixtureException">The model is neither Sequential nor a chain.</exception>
    public static IReadOnlyList<KerasNode> Of(KerasNode model)
    {
        string type = model["class_name"].RequireText();
        KerasNode config = model["config"];
        return type switch
        {
            // Before Keras 2.3 the configuration of a Sequential was the list of its layers.
            "Sequential" when config.Element.ValueKind == JsonValueKind.Array => [.. config.Elements],
            "Sequential" => [.. config["layers"].Elements],
            "Functional" or "Model" => Followed(config),
            _ => throw new FixtureException(
                model.File,
                $"the model is of the class {Wording.Quote(type)}, whose calculation is in its code and not in the file; a Sequential, "
                    + "or a Functional model that is one chain of layers, can be imported."),
        };
    }

    private static List<KerasNode> Followed(KerasNode config)
    {
        KerasNode[] layers = [.. config["layers"].Elements];
        var followers = new Dictionary<string, List<KerasNode>>();
        var sources = new List<KerasNode>();
        foreach (KerasNode layer in layers)
        {
            string[] before = [.. Inbound(layer["inbound_nodes"])];
            if (before.Length > 1)
            {
                throw Branch(layer, $"it takes the output of {before.Length} layers, {Wording.List(before.Select(Wording.Quote))}");
            }

            if (before.Length == 0)
            {
                sources.Add(layer);
            }
            else if (!followers.TryAdd(before[0], [layer]))
            {
                followers[before[0]].Add(layer);
            }
        }

        if (sources.Count != 1)
        {
            throw new FixtureException(
                config.File,
                $"the model has {Wording.Count(sources.Count, "input")}; one is expected: "
                    + "a fixture is a chain of layers from one input to one output.");
        }

        var chain = new List<KerasNode>();
        for (KerasNode? layer = sources[0]; layer is { } next && chain.Count <= layers.Length;)
        {
            chain.Add(next);
            List<KerasNode> after = followers.GetValueOrDefault(NameOf(next)) ?? [];
            string names = string.Join(", ", after.Select(one => Wording.Quote(NameOf(one))));
            layer = after.Count > 1 ? throw Branch(next, $"{after.Count} layers take its output, {names}")
                : after.Count == 1 ? after[0] : null;
        }

        return chain.Count == layers.Length && Outputs(config["output_layers"]).SequenceEqual([NameOf(chain[^1])])
            ? chain
            : throw new FixtureException(
                config.File, "the layers of the model do not form one chain from one input to one output, the last layer's.");
    }

    private static IEnumerable<string> Outputs(KerasNode node)
        => node.Elements.FirstOrDefault() is { AsText: { } name } ? [name] : node.Elements.SelectMany(Outputs);

    private static string NameOf(KerasNode layer) => layer["name"].AsText ?? layer["config"]["name"].RequireText();

    private static FixtureException Branch(KerasNode layer, string what) => new(
        layer.File,
        $"layer {Wording.Quote(NameOf(layer))} ({layer["class_name"].RequireText()}): {what}. "
            + "A fixture is one chain of layers, without branches.");

    /// <summary>The layers that a layer takes its input from: Keras 3 writes them as objects with a history, Keras 2 as lists that begin
    /// with a name and two numbers.</summary>
    private static IEnumerable<string> Inbound(KerasNode node)
        => node[History] is { IsGiven: true } history ? [history.Elements.FirstOrDefault(history).RequireText()]
            : node.Element.ValueKind == JsonValueKind.Object
                ? node.Element.EnumerateObject().SelectMany(field => Inbound(node with { Element = field.Value }))
            : node.Elements.Take(2).ToArray() is [{ AsText: { } name }, { AsNumber: not null }] ? [name]
            : node.Elements.SelectMany(Inbound);
}
