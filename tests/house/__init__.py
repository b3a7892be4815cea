"""The rules of the house: what holds for the whole tree, each rule explaining itself when it is broken."""
