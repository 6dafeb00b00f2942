"""A passkey that looks like a real one to allauth's pages; nobody holds its other half."""

from hashlib import sha256

from allauth.mfa.models import Authenticator
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from courses.accounts.models import User

NUMBER = b"key of the cast"


def make_passkey(person: User, name: str) -> Authenticator:
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\2" * 32})
    credential = AttestedCredentialData.create(Aaguid.NONE, NUMBER, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, credential)
    attested = AttestationObject.create("none", data, {})
    said = CollectedClientData.create("webauthn.create", b"challenge", "https://localhost")
    sent = {
        "id": websafe_encode(NUMBER), "rawId": websafe_encode(NUMBER), "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(said), "attestationObject": websafe_encode(attested)},
        "clientExtensionResults": {},
    }  # fmt: skip
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": sent}
    )  # fmt: skip
