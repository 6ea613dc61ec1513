namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Keeps a bounded number of things by name; a new one throws out the one that was used least recently.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="most">How many there are at most; at least 1.</param>
internal sealed class LeastRecentlyUsed<T>(int most)
{
    private readonly LinkedList<(string Name, T Value)> _byUse = new();
    private readonly Dictionary<string, LinkedListNode<(string Name, T Value)>> _nodes = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The thing of a name, made where there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Makes it; what it throws leaves everything as it was.</param>
    /// <param name="hasMade">Whether it was made now.</param>
    public T Get(string name, Func<T> make, out bool hasMade)
    {
        hasMade = !_nodes.TryGetValue(name, out LinkedListNode<(string Name, T Value)>? node);
        if (node is null)
        {
            node = new LinkedListNode<(string, T)>((name, make()));
            if (_nodes.Count == most)
            {
                _nodes.Remove(_byUse.Last!.Value.Name);
                _byUse.RemoveLast();
            }

            _nodes.Add(name, node);
        }
        else
        {
            _byUse.Remove(node);
        }

        _byUse.AddFirst(node);
        return node.Value.Value;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _byUse.Clear();
        _nodes.Clear();
    }
}
