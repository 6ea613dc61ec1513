using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class JsonPlacesTest
{
    [TestCase("/a", 1, 8)]
    [TestCase("/b/1/0", 2, 13)]
    [TestCase("/c/d", 3, 14)]
    [TestCase("/é", 3, 23)]
    [TestCase("", 1, 1)]
    public void Find_Pointer_IsItsPlace(string pointer, int line, int column)
        => Assert.That(Find(pointer), Is.EqualTo(new TextPosition(line, column)));

    [TestCase("/x")]
    [TestCase("/b/3")]
    [TestCase("/a/0")]
    [TestCase("/c/0")]
    public void Find_NoSuchValue_IsNull(string pointer) => Assert.That(Find(pointer), Is.Null);

    private const string Text = "{ \"a\": 1, \"a2\": 2,\n  \"b\": [0, [5]],\n \"c\": { \"d\": [] },\"é\":3 }";

    private static TextPosition? Find(string pointer) => JsonPlaces.Find(Encoding.UTF8.GetBytes(Text), pointer);
}
